-- Adds users to a node. Own arguments: the node, its users.
-- Returns the presence of each user before; nothing if the node is not enlisted.
local node = ARGV[OWN]
local lease = redis.call('ZSCORE', NODES, node)
if not lease or tonumber(lease) < 0 then
  return {}
end
local settled, all, before = isSettled(), listNodes(), {}
for i = OWN + 1, #ARGV do
  local user = ARGV[i]
  local was = settled and 'offline' or 'unknown'
  for _, each in ipairs(all) do
    if has(each, user) then
      was = 'online' -- also on a dead node: the departure was not reported
    end
  end
  before[#before + 1] = was
  redis.call('SADD', usersOf(node), user)
  redis.call('DEL', goneOf(user))
  redis.call('ZREM', DEPARTURES, user)
end
redis.call('PEXPIRE', usersOf(node), KEEP)
return before
