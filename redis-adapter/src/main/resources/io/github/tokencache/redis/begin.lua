-- Adds a writer to the cell, or renews its deadline. ARGV: its id, its deadline and its lease time-out in ms from now,
-- the epoch. Answers 1 if it was not among the writers before.
local at = now()
local pending = open(cell(), at)
local before
if pending then
  before = take(pending, ARGV[1])
  pending.joined = pending.joined or not before
else
  pending = {epoch = ARGV[4], joined = false, writers = {}}
end
local populate = before and before.populate or at + tonumber(ARGV[3])
table.insert(pending.writers, {id = ARGV[1], deadline = at + tonumber(ARGV[2]), populate = populate})
keep(pending)
return before and 0 or 1
