-- Looks users up. Own arguments: the users.
-- Returns for each 'online', 'unknown', the time since which the user is offline, or '' if the
-- user was never seen.
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
    found[#found + 1] = string.format('%d', math.abs(lease))
  else
    found[#found + 1] = redis.call('GET', goneOf(user)) or ''
  end
end
return found
