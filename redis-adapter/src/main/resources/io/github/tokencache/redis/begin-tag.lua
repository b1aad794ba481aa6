-- Adds a writer, or renews its deadline. ARGV: its id, its deadline in ms from now.
-- Answers 1 if it was not among the writers before, else 0, and then the members.
local at = now()
prune(at)
local known = redis.call('ZSCORE', tag, 'w' .. ARGV[1])
local answer = members()
redis.call('ZADD', tag, score(WRITERS, at + tonumber(ARGV[2])), 'w' .. ARGV[1])
outlive()
table.insert(answer, 1, known and 0 or 1)
return answer
