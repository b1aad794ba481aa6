package io.github.tokencache.redis;

import io.github.tokencache.TokenKey;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Lets the time of servers pass without waiting, by bringing everything that is due nearer by as much. */
final class ServerTime {
    /** Deadlines in pending cells are bytes, those of tags are scores; what is due is left to the server. */
    private static final String PASS = """
            local by = tonumber(ARGV[1])
            for _, key in ipairs(redis.call('KEYS', 'tc1:*')) do
              local left = redis.call('PTTL', key)
              if left >= 0 and left <= by then
                redis.call('DEL', key)
              elseif redis.call('TYPE', key).ok == 'zset' then
                for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do
                  redis.call('ZINCRBY', key, -by, member)
                end
                redis.call('PEXPIRE', key, left - by)
              elseif left >= 0 then
                local value = redis.call('GET', key)
                if string.sub(value, 1, 2) == '\\1P' then
                  local parts = {string.sub(value, 1, 11)}
                  for i = 12, #value - 23, 24 do
                    local deadline, populate = struct.unpack('>I8I8', value, i + 8)
                    local shifted = struct.pack('>I8I8', math.max(0, deadline - by), math.max(0, populate - by))
                    table.insert(parts, string.sub(value, i, i + 7) .. shifted)
                  end
                  value = table.concat(parts)
                end
                redis.call('SET', key, value, 'PX', left - by)
              end
            end
            """;

    private final UnifiedJedis cells;
    private final List<UnifiedJedis> servers;

    ServerTime(UnifiedJedis cells, List<UnifiedJedis> servers) {
        this.cells = cells;
        this.servers = servers;
    }

    void pass(Duration time) {
        servers.forEach(server -> server.eval(PASS, List.of(), List.of(Long.toString(time.toMillis()))));
    }

    /** As if all the time of this cell had passed; the members of a tag stay. */
    void expire(TokenKey key) {
        byte[] name = RedisKeys.of(key);
        if (key.kind().role() == TokenKey.Role.TAG) {
            cells.zremrangeByScore(name, 1e15, Double.POSITIVE_INFINITY);
        } else {
            cells.del(name);
        }
    }
}
