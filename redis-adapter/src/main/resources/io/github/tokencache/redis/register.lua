-- Lists a member in a tag. ARGV: the member, how long in ms, how many there may be.
-- Answers 1, or 0 while a write is open or marked, or -1 when there is no room.
return register(ARGV[1], ARGV[2], ARGV[3])
