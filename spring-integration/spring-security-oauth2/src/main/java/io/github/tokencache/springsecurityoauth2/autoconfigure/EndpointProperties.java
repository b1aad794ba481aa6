package io.github.tokencache.springsecurityoauth2.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The actuator endpoint: {@code tokencache.endpoint.*}. */
@ConfigurationProperties("tokencache.endpoint")
@ConstructorBinding
final class EndpointProperties {
    /** Whether the actuator endpoint tokencache evicts. Otherwise it only reads. */
    public final boolean writable;

    EndpointProperties(@DefaultValue("false") boolean writable) {
        this.writable = writable;
    }
}
