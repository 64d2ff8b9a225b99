-- Renews a node's lease. Own arguments: the node, its lease in ms, 1 if it is new.
-- Returns 1 if the node is enlisted, else 0; the number of its users; and the name of these data.
local node, duration, isNew = ARGV[OWN], tonumber(ARGV[OWN + 1]), ARGV[OWN + 2] == '1'

local state = redis.call('HMGET', STATE, 'origin', 'beat', 'since')
local origin = state[1]
if not origin then
  origin = node .. '@' .. now
  redis.call('HSET', STATE, 'origin', origin, 'since', now)
elseif now - state[2] > GAP or now < tonumber(state[3]) then -- or the clock was set back
  redis.call('HSET', STATE, 'since', now)
end
redis.call('HSET', STATE, 'beat', now)
redis.call('PEXPIRE', STATE, KEEP)

-- Moves scores that lie beyond the greatest possible one back to it: the clock was set back.
local function cap(key, greatest)
  local beyond = redis.call('ZRANGEBYSCORE', key, '(' .. greatest, '+inf', 'LIMIT', 0, 1000)
  for _, member in ipairs(beyond) do
    redis.call('ZADD', key, greatest, member)
  end
end

cap(NODES, now + duration)
cap(DEPARTURES, now)
redis.call('ZREMRANGEBYSCORE', DEPARTURES, '-inf', now - tonumber(KEEP))

local lease = redis.call('ZSCORE', NODES, node)
if (not lease and not isNew) or (lease and tonumber(lease) < 0) then
  return { 0, 0, origin }
end
redis.call('ZADD', NODES, now + duration, node)
redis.call('PEXPIRE', NODES, KEEP)
redis.call('PEXPIRE', usersOf(node), KEEP)
return { 1, redis.call('SCARD', usersOf(node)), origin }
