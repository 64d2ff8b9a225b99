-- Takes users over from nodes that have died or stopped. Own argument: the maximum number of users.
-- Returns 1 if there are more, else 0; then the users who have no session on any other node.
if not isSettled() then
  return { 0 }
end
local left, all, taken = tonumber(ARGV[OWN]), listNodes(), { 0 }

local function isAnywhere(user)
  for _, each in ipairs(all) do
    if has(each, user) then
      return true
    end
  end
  return false
end

for _, node in ipairs(all) do
  if not node.lives and left == 0 then
    taken[1] = 1
  elseif not node.lives then
    local ended = math.abs(node.lease)
    redis.call('ZADD', NODES, -ended, node.name) -- from now on the node cannot renew its lease
    local users = redis.call('SPOP', node.users, left)
    left = left - #users
    for _, user in ipairs(users) do
      if not isAnywhere(user) then
        wentOffline(user, ended)
        taken[#taken + 1] = user
      end
    end
    if redis.call('EXISTS', node.users) == 0 then
      redis.call('ZREM', NODES, node.name)
    else
      taken[1] = 1
    end
  end
end
return taken
