"""The post room: messages queued in the transaction that causes them."""
