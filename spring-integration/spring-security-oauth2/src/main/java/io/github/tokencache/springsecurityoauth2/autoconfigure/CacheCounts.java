package io.github.tokencache.springsecurityoauth2.autoconfigure;

/** How often the caches were asked, by their names. */
interface CacheCounts {

    long hits(String cache);

    long misses(String cache);
}
