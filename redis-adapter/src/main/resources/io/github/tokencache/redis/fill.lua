-- Lists the cell in its tags and then leaves a content in it, if it still holds the lease; gives the lease back when there
-- is no content, when a tag refuses, or when all was cleared since. KEYS: the cell, its tags. ARGV: the leased cell, the
-- content or '', its time to live in ms, and for the tags what register.lua takes.
-- Answers 1 if it was left, 0 if not, or -1 if not because a tag has no room.
local value = cell()
if not is(value, 'L') or string.sub(value, 11) ~= string.sub(ARGV[1], 11) then
  return 0
end
local answer = ARGV[2] ~= '' and epoch(value) == epoch(ARGV[2]) and 1 or 0
for i = 2, #KEYS do
  if answer == 1 then
    tag = KEYS[i]
    answer = register(ARGV[4], ARGV[5], ARGV[6])
  end
end
if answer == 1 then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
else
  redis.call('DEL', KEYS[1])
end
return answer
