-- Looks users up. Own arguments: the users.
-- Returns for each 'online', 'unknown', the time in ms for which the user has been offline, or '' if
-- the user was never seen. The clock may have been set back meanwhile.
local function timeSince(at)
  return string.format('%d', math.max(0, now - at))
end

local settled, all, found = isSettled(), listNodes(), {}
for i = OWN, #ARGV do
  local user = ARGV[i]
  local lives, lease = false, nil
  for _, each in ipairs(all) do
    if has(each, user) then
      lives = lives or each.lives
      lease = each.lease
    end
  end
  if lives then
    found[#found + 1] = 'online'
  elseif not settled then
    found[#found + 1] = 'unknown'
  elseif lease then
    found[#found + 1] = timeSince(math.abs(lease))
  else
    local gone = redis.call('GET', goneOf(user))
    found[#found + 1] = gone and timeSince(tonumber(gone)) or ''
  end
end
return found
