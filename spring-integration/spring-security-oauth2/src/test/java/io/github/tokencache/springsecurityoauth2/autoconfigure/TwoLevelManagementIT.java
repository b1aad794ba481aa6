package io.github.tokencache.springsecurityoauth2.autoconfigure;

class TwoLevelManagementIT extends ManagementOnRedis {
    TwoLevelManagementIT() {
        super("two-level", "shared", "near", "node");
    }
}
