package io.github.tokencache.examples.studylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.token.AuthorizationServerTokenServices;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TransactionalTokenServicesTest {

    @Test
    void issuesInATransaction() {
        try (ConfigurableApplicationContext context = start("true")) {
            List<Boolean> transactions = new ArrayList<>();
            DefaultTokenServices services = context.getBean(DefaultTokenServices.class);
            services.setTokenEnhancer((token, authentication) -> {
                transactions.add(TransactionSynchronizationManager.isActualTransactionActive());
                return token;
            });

            services.createAccessToken(authentication());

            assertThat(transactions).containsExactly(true);
        }
    }

    @Test
    void areNoBeanByDefault() {
        try (ConfigurableApplicationContext context = start("false")) {
            assertThat(context.getBeansOfType(DefaultTokenServices.class)).isEmpty();
            assertThat(context.getBeansOfType(AuthorizationServerTokenServices.class))
                    .hasSize(1);
        }
    }

    private static ConfigurableApplicationContext start(String transactional) {
        return new SpringApplicationBuilder(StudyLogApplication.class)
                .run("--server.port=0", "--study-log.transactional-token-services=" + transactional);
    }

    private static OAuth2Authentication authentication() {
        OAuth2Request request =
                new OAuth2Request(Map.of(), "study-web", null, true, Set.of("study"), null, null, null, null);
        return new OAuth2Authentication(
                request, new UsernamePasswordAuthenticationToken(Members.NAME, null, List.of()));
    }
}
