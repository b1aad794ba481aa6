-- Lists a member for so long in ms, if there is room for it among so many and no write is open or marked.
local function register(member, milliseconds, room)
  local at = now()
  prune(at)
  if redis.call('ZCOUNT', tag, WRITERS, '+inf') > 0 then
    return 0
  end
  if not redis.call('ZSCORE', tag, member) and redis.call('ZCARD', tag) >= tonumber(room) then
    return -1
  end
  raise(member, score(at, milliseconds))
  outlive()
  return 1
end

