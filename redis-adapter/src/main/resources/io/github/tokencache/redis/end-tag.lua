-- Takes a writer out and marks the tag. ARGV: its id, the lease time-out in ms, 'C' for committed or 'R' for rolled back.
-- A writer that was still known has begun on every member there is, since none came in meanwhile, so with the last writer
-- they go. Had a committed writer lapsed, they may be younger: they stay and are the answer, to be ended too.
local at = now()
prune(at)
local known = redis.call('ZREM', tag, 'w' .. ARGV[1]) == 1
raise('k', score(MARK, at + tonumber(ARGV[2])))
if ARGV[3] == 'C' and known and writers() == 0 then
  redis.call('ZREMRANGEBYSCORE', tag, '-inf', '(' .. WRITERS)
end
outlive()
return ARGV[3] == 'C' and not known and members() or {}
