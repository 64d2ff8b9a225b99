-- Ends the lease of a node, so that others take its users over. Own argument: the node.
-- Returns 1 if the node was enlisted, else 0.
local node = ARGV[OWN]
local lease = redis.call('ZSCORE', NODES, node)
if not lease or tonumber(lease) < 0 then
  return 0
end
redis.call('ZADD', NODES, -now, node)
return 1
