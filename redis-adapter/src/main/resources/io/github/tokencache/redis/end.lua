-- Takes a writer out of the cell; where no other is open, deletes the cell or leaves a content in it.
-- ARGV: its id, 'C' for committed or 'R' for rolled back, a content or '', its time to live in ms.
-- Answers 1 if the cell was pending by this writer until now.
local at = now()
local value = cell()
local pending = open(value, at)
local mine = pending and take(pending, ARGV[1])
local stood = mine and 1 or 0
if pending and #pending.writers > 0 then
  -- Joined even by a writer that had lapsed: what it wrote may be newer than what the others would populate.
  pending.joined = pending.joined or ARGV[2] == 'C'
  keep(pending)
  return stood
end
if ARGV[2] == 'R' and not is(value, 'P') then
  return 0
end
if ARGV[3] ~= '' and mine and not pending.joined and mine.populate > at and pending.epoch == epoch(ARGV[3]) then
  redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
  return stood
end
redis.call('DEL', KEYS[1])
return stood
