package com.example.login;

import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Configuration
@RestController
public class Web extends WebSecurityConfigurerAdapter {
    private final JdbcTemplate database;

    public Web(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    protected void configure(HttpSecurity http) throws Exception {
        http.authorizeRequests().antMatchers("/statements").permitAll().anyRequest().authenticated();
    }

    /** How many statements have been run on the tables of tokens and clients. */
    @GetMapping("/statements")
    public long statements() {
        return database.queryForObject(
                "select coalesce(sum(execution_count), 0) from information_schema.query_statistics"
                        + " where lower(sql_statement) like '% oauth_%' and sql_statement not like '%query_statistics%'",
                Long.class);
    }
}
