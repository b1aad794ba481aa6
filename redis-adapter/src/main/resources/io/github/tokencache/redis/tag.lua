-- What the scripts of tag cells share. A tag is a sorted set with three bands of scores: members by when they lapse,
-- writers by 1e15 plus their deadline, and the mark by 2e15 plus its end; times in ms of this server.
local tag = KEYS[1]
local WRITERS = '1000000000000000'
local MARK = '2000000000000000'

local function score(base, at)
  return string.format('%.0f', base + at)
end

-- Drops what has lapsed. A key of another Redis type is dropped whole.
local function prune(at)
  if type(redis.pcall('ZREMRANGEBYSCORE', tag, '-inf', score(0, at))) == 'table' then
    redis.call('DEL', tag)
  end
  redis.call('ZREMRANGEBYSCORE', tag, WRITERS, score(WRITERS, at))
  redis.call('ZREMRANGEBYSCORE', tag, MARK, score(MARK, at))
end

local function members()
  return redis.call('ZRANGEBYSCORE', tag, '-inf', '(' .. WRITERS)
end

local function writers()
  return redis.call('ZCOUNT', tag, WRITERS, '(' .. MARK)
end

-- Raises a score, never lowers it.
local function raise(member, to)
  local before = redis.call('ZSCORE', tag, member)
  if not before or tonumber(before) < tonumber(to) then
    redis.call('ZADD', tag, to, member)
  end
end

local function last(base, top)
  local latest = redis.call('ZREVRANGEBYSCORE', tag, top, base, 'WITHSCORES', 'LIMIT', 0, 1)
  return latest[2] and tonumber(latest[2]) - tonumber(base) or 0
end

-- A tag lives as long as the longest of its members, its writers and its mark.
local function outlive()
  local til = math.max(last('0', '(' .. WRITERS), last(WRITERS, '(' .. MARK), last(MARK, '+inf'))
  redis.call('PEXPIREAT', tag, score(0, til))
end
