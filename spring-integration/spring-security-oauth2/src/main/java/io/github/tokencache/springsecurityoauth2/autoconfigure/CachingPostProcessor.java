package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.springsecurityoauth2.RotatingTokenServices;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.oauth2.provider.ClientDetailsService;
import org.springframework.security.oauth2.provider.ClientRegistrationService;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.oauth2.provider.token.TokenStore;

/**
 * Puts the caching stores in the place of the application's beans. What it needs is looked up when the first of them is
 * made, so that nothing is made too early for other post-processors.
 */
final class CachingPostProcessor implements BeanPostProcessor, BeanFactoryAware {
    private @Nullable BeanFactory factory;

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.factory = beanFactory;
    }

    private <T> T need(Class<T> type) {
        return Objects.requireNonNull(factory, "factory").getBean(type);
    }

    /** Before a proxy is put around the token services. A store that was made in their bean method is no bean. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof DefaultTokenServices || bean instanceof RotatingTokenServices) {
            need(ServicesWrapper.class).wrap("The token store of bean '" + name + "'", bean);
        }
        return bean;
    }

    /** A scoped proxy leads to its target, which is a bean too, and is the one to wrap. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ScopedObject) {
            return bean;
        }
        if (bean instanceof TokenStore store) {
            return need(StoreWrapper.class).bean(name, store);
        }
        if (bean instanceof ClientDetailsService service) {
            return need(ClientWrapper.class).bean(name, service);
        }
        if (bean instanceof ClientRegistrationService) {
            need(ClientWrapper.class).writer(name);
        }
        return bean;
    }
}
