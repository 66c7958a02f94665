"""What somebody signs in from, in words she would use for it."""

from flask import request

_SYSTEMS = {"iphone": "iPhone", "ipad": "iPad", "android": "Android", "windows": "Windows", "mac os": "Mac"}
_BROWSERS = {"edg/": "Edge", "firefox": "Firefox", "chrome": "Chrome", "safari": "Safari"}


def device() -> str:
    """A browser and a system, such as "Chrome on Android"; never more than that is kept."""
    said = request.headers.get("User-Agent", "").casefold()
    system = next((name for sign, name in {**_SYSTEMS, "linux": "Linux"}.items() if sign in said), "")
    browser = next((name for sign, name in _BROWSERS.items() if sign in said), "")
    return f"{browser or 'A browser'}{' on ' + system if system else ''}"
