-- Takes users who have been offline for some time. Own arguments: the time in ms, the maximum
-- number of users. Returns the users, the longest absent first.
if not isSettled() then
  return {}
end
local before = now - tonumber(ARGV[OWN])
local due = redis.call('ZRANGEBYSCORE', DEPARTURES, '-inf', before, 'LIMIT', 0, ARGV[OWN + 1])
for _, user in ipairs(due) do
  redis.call('ZREM', DEPARTURES, user)
end
return due
