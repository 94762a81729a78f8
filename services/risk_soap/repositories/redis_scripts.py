"""What Redis does in one step: each script sees one version from its first line to its last.

KEYS[1] is the root of all keys; the others follow from the version, so a server of a cluster
must hold them all: give the risk service a Redis of its own there.
"""

# ARGV: oldest audit id, fresh_since, consumer, purpose, correlation id, operation; then for each
# person: member, mark, other member or '', its mark. Replies each record's values, or an empty
# list.
FIND = """
redis.replicate_commands()
local root = KEYS[1]
local version = redis.call('GET', root .. 'current')
local answers, people = {}, {}
for i = 7, #ARGV, 4 do
	local record, mark = {}, ARGV[i + 1]
	if version then
		local start = root .. version .. ':id:'
		record = redis.call('HMGET', start .. ARGV[i], 'n', 'l', 's', 'a', 'o')
		if not record[1] and ARGV[i + 2] ~= '' then
			record = redis.call('HMGET', start .. ARGV[i + 2], 'n', 'l', 's', 'a', 'o')
			record[6] = ARGV[i + 2]
			if record[1] then mark = ARGV[i + 3] end
		end
	end
	local status = 'NOT_FOUND'
	if record[1] then
		status = record[4] < ARGV[2] and 'STALE' or 'FOUND'
	else
		record = {}
	end
	answers[#answers + 1] = record
	people[#people + 1] = mark .. ':' .. status
end
redis.call('XADD', root .. 'audit', 'MINID', '~', ARGV[1], '*', 'consumer', ARGV[3],
	'purpose', ARGV[4], 'correlation', ARGV[5], 'operation', ARGV[6],
	'people', table.concat(people, ' '))
return answers
"""

# ARGV: enough, most candidates, most intersected, most examined, name key, number of words,
# words, sounds. Replies lists of member, name, level, score, as_of, source.
# A set that is not too large is intersected as a whole, which Redis does fast. Where even the
# rarest word is very common, those who have all words are so many that a part of them will do.
SEARCH = """
local version = redis.call('GET', KEYS[1] .. 'current')
if not version then return {} end
local start = KEYS[1] .. version .. ':'
local enough, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local found, seen = {}, {}

local function take(members)
	local taken = 0
	for _, member in ipairs(members) do
		if taken >= most then break end
		if not seen[member] then
			seen[member] = true
			taken = taken + 1
			found[#found + 1] = member
		end
	end
end

local function list_rarest_first(kind, first, last)
	local keys, seen = {}, {}
	for i = first, last do
		local key = start .. kind .. ARGV[i]
		if not seen[key] then
			seen[key] = true
			keys[#keys + 1] = {redis.call('SCARD', key), key}
		end
	end
	table.sort(keys, function(a, b) return a[1] < b[1] end)
	return keys
end

local function keep_members(members, key)
	if #members == 0 then return members end
	local are, kept = redis.call('SMISMEMBER', key, unpack(members)), {}
	for i, is in ipairs(are) do
		if is == 1 then kept[#kept + 1] = members[i] end
	end
	return kept
end

local function examine_part(keys)
	local members, examined, cursor = {}, 0, '0'
	repeat
		local page = redis.call('SSCAN', keys[1][2], cursor, 'COUNT', 500)
		cursor = page[1]
		local kept = page[2]
		examined = examined + #kept
		for i = 2, #keys do kept = keep_members(kept, keys[i][2]) end
		for _, member in ipairs(kept) do members[#members + 1] = member end
	until cursor == '0' or #members >= most or examined >= tonumber(ARGV[4])
	return members
end

local function find_all(keys)
	if #keys == 0 or keys[1][1] == 0 then return {} end
	if keys[1][1] > tonumber(ARGV[3]) then return examine_part(keys) end
	local names = {}
	for i, key in ipairs(keys) do names[i] = key[2] end
	return redis.call('SINTER', unpack(names))
end

local words = tonumber(ARGV[6])
local same = start .. 'name:' .. ARGV[5]
take(find_all({{redis.call('SCARD', same), same}}))
if #found < most then take(find_all(list_rarest_first('tok:', 7, 6 + words))) end
if #found < enough then take(find_all(list_rarest_first('pho:', 7 + words, #ARGV))) end
local records = {}
for i, member in ipairs(found) do
	local record = redis.call('HMGET', start .. 'id:' .. member, 'n', 'l', 's', 'a', 'o')
	records[i] = {member, record[1], record[2], record[3], record[4], record[5]}
end
return records
"""

# ARGV: the lock's token, its milliseconds, version; then for each record: member, name, level,
# score, as_of, source, name key, sounds. Replies 'LOST', or for each record: 1 written, 0 a newer
# one stays, or the name that its index still has.
PUT = """
local root, version = KEYS[1], ARGV[3]
if redis.call('GET', root .. 'lock') ~= ARGV[1] then return 'LOST' end
redis.call('PEXPIRE', root .. 'lock', ARGV[2])
local start = root .. version .. ':'
local replies = {}
for i = 4, #ARGV, 8 do
	local member, name = ARGV[i], ARGV[i + 1]
	local key = start .. 'id:' .. member
	local old = redis.call('HMGET', key, 'n', 'a')
	if old[1] and old[2] > ARGV[i + 4] then
		replies[#replies + 1] = 0
	elseif old[1] and old[1] ~= name then
		replies[#replies + 1] = old[1]
	else
		redis.call('HSET', key, 'n', name, 'l', ARGV[i + 2], 's', ARGV[i + 3],
			'a', ARGV[i + 4], 'o', ARGV[i + 5])
		if not old[1] then
			redis.call('SADD', start .. 'name:' .. ARGV[i + 6], member)
			for word in string.gmatch(ARGV[i + 6], '%S+') do
				redis.call('SADD', start .. 'tok:' .. word, member)
			end
			for sound in string.gmatch(ARGV[i + 7], '%S+') do
				redis.call('SADD', start .. 'pho:' .. sound, member)
			end
		end
		replies[#replies + 1] = 1
	end
end
return replies
"""

# ARGV: the lock's token, its milliseconds. Replies whether the lock is still held.
RENEW = """
if redis.call('GET', KEYS[1] .. 'lock') ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1] .. 'lock', ARGV[2])
"""

# ARGV: the lock's token, version.
PUBLISH = """
if redis.call('GET', KEYS[1] .. 'lock') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1] .. 'current', ARGV[2])
return 1
"""

# ARGV: the lock's token.
RELEASE = """
if redis.call('GET', KEYS[1] .. 'lock') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1] .. 'lock')
"""
