-- Leaves a content in the cell if that still holds the lease, and gives the lease back when there is no content or when
-- all was cleared since. ARGV: the leased cell, the content or '', its time to live in ms. Answers 1 if it was left.
local value = cell()
if not is(value, 'L') or string.sub(value, 11) ~= string.sub(ARGV[1], 11) then
  return 0
end
if ARGV[2] == '' or epoch(value) ~= epoch(ARGV[2]) then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
