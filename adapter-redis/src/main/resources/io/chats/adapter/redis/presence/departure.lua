-- Removes users from a node. Own arguments: the node, its users.
-- Returns the presence of each user afterwards; nothing if the node is not enlisted.
local node = ARGV[OWN]
local lease = redis.call('ZSCORE', NODES, node)
if not lease or tonumber(lease) < 0 then
  return {}
end
local settled, all, after = isSettled(), listNodes(), {}

-- Returns whether the user is on a living node, and whether on one that may be living. A dead
-- node gives the user up, so that the departure is not reported twice.
local function elsewhere(user)
  local lives, may = false, false
  for _, each in ipairs(all) do
    if has(each, user) then
      lives = lives or each.lives
      may = may or not each.lives
      if settled and not each.lives then
        redis.call('SREM', each.users, user)
      end
    end
  end
  return lives, may
end

for i = OWN + 1, #ARGV do
  local user = ARGV[i]
  redis.call('SREM', usersOf(node), user)
  local lives, may = elsewhere(user)
  if lives then
    after[#after + 1] = 'online'
  elseif settled then
    wentOffline(user, now)
    after[#after + 1] = 'offline'
  else
    if not may then -- kept until leases are believed again
      redis.call('ZADD', NODES, -now, LIMBO)
      redis.call('PEXPIRE', NODES, KEEP)
      redis.call('SADD', usersOf(LIMBO), user)
      redis.call('PEXPIRE', usersOf(LIMBO), KEEP)
    end
    after[#after + 1] = 'unknown'
  end
end
return after
