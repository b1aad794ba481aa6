package com.example.login;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the application itself keeps in Redis. */
@Configuration
@Order(50)
@RestController
public class Visits extends WebSecurityConfigurerAdapter {
    private final StringRedisTemplate redis;

    public Visits(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.antMatcher("/visits").authorizeRequests().anyRequest().permitAll();
    }

    @GetMapping("/visits")
    public long visits() {
        return redis.opsForValue().increment("visits");
    }
}
