-- Takes departures that lie back some time. Own arguments: how long in ms, how many at most.
-- Returns the users, those who are gone for longest first.
if not isSettled() then
  return {}
end
local before = now - tonumber(ARGV[OWN])
local due = redis.call('ZRANGEBYSCORE', DEPARTURES, '-inf', before, 'LIMIT', 0, ARGV[OWN + 1])
for _, user in ipairs(due) do
  redis.call('ZREM', DEPARTURES, user)
end
return due
