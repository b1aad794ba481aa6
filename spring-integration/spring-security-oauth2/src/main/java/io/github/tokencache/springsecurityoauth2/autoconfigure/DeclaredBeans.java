package io.github.tokencache.springsecurityoauth2.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What the bean factory knows of its beans without making them. */
final class DeclaredBeans {
    private final ConfigurableListableBeanFactory factory;

    DeclaredBeans(ConfigurableListableBeanFactory factory) {
        this.factory = factory;
    }

    /** The class or interface by which a bean was declared, and by which it may have been injected. */
    Class<?> declaredType(String name, Object bean) {
        if (!factory.containsBeanDefinition(name)) {
            return bean.getClass();
        }
        BeanDefinition definition = factory.getMergedBeanDefinition(name);
        return definition.getResolvableType().resolve(bean.getClass());
    }

    /** Makes a bean now, so that it comes before another. */
    void make(String name) {
        factory.getBean(name);
    }

    /** The bean if it is a singleton that has been made already. */
    @Nullable Object singleton(String name) {
        return factory.getSingleton(name);
    }

    boolean isSingleton(String name) {
        return factory.containsBeanDefinition(name)
                && factory.getMergedBeanDefinition(name).isSingleton();
    }

    /** The application's own beans of a type: neither scoped proxies nor what is behind them. */
    List<String> ownBeans(Class<?> type, Predicate<Class<?>> filter) {
        List<String> names = new ArrayList<>();
        for (String name : factory.getBeanNamesForType(type, true, false)) {
            Class<?> beanType = factory.getType(name, false);
            boolean scoped = ScopedProxyUtils.isScopedTarget(name)
                    || factory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name));
            if (!scoped && filter.test(beanType == null ? type : beanType)) {
                names.add(name);
            }
        }
        return names;
    }
}
