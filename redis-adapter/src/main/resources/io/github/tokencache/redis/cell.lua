-- What the scripts of entry and alias cells share. A cell of format version 1: a byte 1, a letter, the epoch (8 bytes),
-- the rest. An open cell (letter P) goes on with a byte that is 1 once two writers have been open at a time, then 24
-- bytes for each writer: its id, its deadline, and until when it may populate; times in ms of this server.
-- A key of another Redis type is as good as absent: SET and DEL take it as well.
local function cell()
  local value = redis.pcall('GET', KEYS[1])
  return type(value) == 'string' and value or ''
end

local function is(value, letter)
  return string.sub(value, 1, 2) == '\1' .. letter
end

local function epoch(value)
  return string.sub(value, 3, 10)
end

-- The writers that have not lapsed, or nil when there is none.
local function open(value, at)
  if not is(value, 'P') then
    return nil
  end
  local writers = {}
  for i = 12, #value - 23, 24 do
    local deadline = struct.unpack('>I8', value, i + 8)
    if deadline > at then
      local id = string.sub(value, i, i + 7)
      table.insert(writers, {id = id, deadline = deadline, populate = struct.unpack('>I8', value, i + 16)})
    end
  end
  return #writers > 0 and {epoch = epoch(value), joined = string.byte(value, 11) ~= 0, writers = writers} or nil
end

-- Takes a writer out of those that are open; nil if it is not among them.
local function take(pending, id)
  for i, writer in ipairs(pending.writers) do
    if writer.id == id then
      return table.remove(pending.writers, i)
    end
  end
  return nil
end

local function keep(pending)
  local parts = {'\1P', pending.epoch, pending.joined and '\1' or '\0'}
  local last = 0
  for _, writer in ipairs(pending.writers) do
    table.insert(parts, writer.id .. struct.pack('>I8I8', writer.deadline, writer.populate))
    last = math.max(last, writer.deadline)
  end
  redis.call('SET', KEYS[1], table.concat(parts))
  redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last))
end
