-- The common beginning of all scripts. RedisPresenceRegistry explains the keys.
-- ARGV: 1 prefix of all keys, 2 settling time, 3 longest gap, 4 lifetime of keys (times in ms);
-- the script's own arguments follow.
local STATE, NODES, DEPARTURES = KEYS[1], KEYS[2], KEYS[3]
local PREFIX, SETTLING, GAP, KEEP = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local OWN = 5
local LIMBO = 'limbo'

-- All nodes use one clock, that of Redis.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function usersOf(node)
  return PREFIX .. 'users:' .. node
end

local function goneOf(user)
  return PREFIX .. 'gone:' .. user
end

-- Returns whether every living node has had the time to report its users. A gap that no heartbeat
-- has noticed yet counts, too.
local function isSettled()
  local times = redis.call('HMGET', STATE, 'since', 'beat')
  return times[1] and times[2] and now - times[1] >= SETTLING and now - times[2] <= GAP
end

-- Returns all nodes that have or had users. A lease is negative once it was given up or taken over.
local function listNodes()
  local flat, found = redis.call('ZRANGE', NODES, 0, -1, 'WITHSCORES'), {}
  for i = 1, #flat, 2 do
    local lease = tonumber(flat[i + 1])
    found[#found + 1] = {
      name = flat[i], users = usersOf(flat[i]), lease = lease, lives = lease > now
    }
  end
  return found
end

local function has(node, user)
  return redis.call('SISMEMBER', node.users, user) == 1
end

local function wentOffline(user, at)
  redis.call('SET', goneOf(user), at, 'PX', KEEP)
  redis.call('ZADD', DEPARTURES, at, user)
  redis.call('PEXPIRE', DEPARTURES, KEEP)
end
