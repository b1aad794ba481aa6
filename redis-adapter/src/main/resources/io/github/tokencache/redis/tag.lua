-- What the scripts of tag cells share. A tag is a sorted set with three bands of scores: members by when they lapse,
-- writers by 1e15 plus their deadline, and the mark by 2e15 plus its end; times in ms of this server.
local WRITERS = '1000000000000000'
local MARK = '2000000000000000'

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function score(base, at)
  return string.format('%.0f', base + at)
end

-- Drops what has lapsed. A key of another Redis type is dropped whole.
local function prune(at)
  if type(redis.pcall('ZREMRANGEBYSCORE', KEYS[1], '-inf', score(0, at))) == 'table' then
    redis.call('DEL', KEYS[1])
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[1], WRITERS, score(WRITERS, at))
  redis.call('ZREMRANGEBYSCORE', KEYS[1], MARK, score(MARK, at))
end

local function members()
  return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. WRITERS)
end

local function writers()
  return redis.call('ZCOUNT', KEYS[1], WRITERS, '(' .. MARK)
end

-- Raises a score, never lowers it.
local function raise(member, to)
  local before = redis.call('ZSCORE', KEYS[1], member)
  if not before or tonumber(before) < tonumber(to) then
    redis.call('ZADD', KEYS[1], to, member)
  end
end

local function last(base, top)
  local latest = redis.call('ZREVRANGEBYSCORE', KEYS[1], top, base, 'WITHSCORES', 'LIMIT', 0, 1)
  return latest[2] and tonumber(latest[2]) - tonumber(base) or 0
end

-- A tag lives as long as the longest of its members, its writers and its mark.
local function keep()
  local til = math.max(last('0', '(' .. WRITERS), last(WRITERS, '(' .. MARK), last(MARK, '+inf'))
  redis.call('PEXPIREAT', KEYS[1], score(0, til))
end
