"""Single sign-on by OpenID Connect: any issuer, by configuration."""
