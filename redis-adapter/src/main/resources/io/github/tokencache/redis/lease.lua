-- Takes the lease of a cell that is absent, or that still holds exactly the content found dead.
-- ARGV: SHA-1 of that content or '', the leased cell, its time-out in ms. Answers what stands in the way, or nil.
local value = redis.call('GET', KEYS[1])
if value and redis.sha1hex(value) ~= ARGV[1] then
  return value
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return false
