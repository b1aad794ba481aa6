-- Enters one node in the list of nodes. KEYS[1]: the list. ARGV: the node, its score, how long the list is kept (ms), then
-- nodes to strike out, each with the score it must still have. Answers the list as it was before.
local before = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 4, #ARGV, 2 do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('ZREM', KEYS[1], ARGV[i])
  end
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return before
