-- A node stops: its users are there for others to take over. Own argument: the node.
-- Returns whether it was enlisted.
local node = ARGV[OWN]
local lease = redis.call('ZSCORE', NODES, node)
if not lease or tonumber(lease) < 0 then
  return 0
end
redis.call('ZADD', NODES, -now, node)
return 1
