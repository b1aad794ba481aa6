-- Sends a message and answers the list of nodes. KEYS[1]: the list. ARGV: the channel, the message.
redis.call('PUBLISH', ARGV[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
