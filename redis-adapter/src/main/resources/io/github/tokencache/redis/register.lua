-- Lists a member. ARGV: the member, how long in ms, how many there may be.
-- Answers 1, or 0 while a write is open or marked, or -1 when there is no room.
local at = now()
prune(at)
if redis.call('ZCOUNT', KEYS[1], WRITERS, '+inf') > 0 then
  return 0
end
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return -1
end
raise(ARGV[1], score(at, ARGV[2]))
keep()
return 1
