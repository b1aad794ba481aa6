package io.github.tokencache.springsecurityoauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.tokencache.EntryCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class AllowListTest {
    private static final AtomicInteger SPRUNG = new AtomicInteger();

    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
            stream.defaultReadObject();
            SPRUNG.incrementAndGet();
        }
    }

    /** Records the classes it was asked for. */
    private static final class Watcher extends ClassLoader {
        private final List<String> asked = new ArrayList<>();

        Watcher() {
            super(AllowListTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    private static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static List<String> askedFor(byte[] bytes, AllowList allowed) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Watcher watcher = new Watcher();
        Thread.currentThread().setContextClassLoader(watcher);
        try {
            assertThatExceptionOfType(EntryCodecException.class)
                    .isThrownBy(() -> new SerializedParts(allowed).read(bytes));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return watcher.asked;
    }

    @Test
    void aClassThatIsNotAllowedIsNotEvenLoaded() throws IOException {
        byte[] gadget = serialized(new ArrayList<>(List.of(new Gadget())));

        assertThat(askedFor(gadget, AllowList.defaults()))
                .contains("java.util.ArrayList")
                .doesNotContain(Gadget.class.getName());
        assertThat(SPRUNG).hasValue(0);
    }

    @Test
    void theGadgetWouldSpringIfItWereAllowed() throws IOException {
        SPRUNG.set(0);

        new SerializedParts(AllowList.defaults().with(Gadget.class.getName())).read(serialized(new Gadget()));

        assertThat(SPRUNG.getAndSet(0)).isEqualTo(1);
    }

    @Test
    void anArrayIsAllowedByItsElements() throws IOException {
        assertThat(askedFor(serialized(new Gadget[1][1]), AllowList.defaults())).isEmpty();
        assertThat(AllowList.defaults().allows("[[I")).isTrue();
        assertThat(AllowList.defaults().allows("[[Ljava.lang.String;")).isTrue();
        assertThat(AllowList.defaults().allows("[Lcom.acme.Gadget;")).isFalse();
    }

    /** An array of no elements, of a class of any name. */
    private static byte[] arrayOf(String className) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectOutputStream stream = new ObjectOutputStream(bytes) {
            @Override
            protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
                writeUTF(className);
                writeLong(description.getSerialVersionUID());
                writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
                writeShort(0);
            }
        };
        try (stream) {
            stream.writeObject(new Gadget[0]);
        }
        return bytes.toByteArray();
    }

    /** Spring would load the element of each. */
    @ParameterizedTest
    @ValueSource(strings = {"[%s", "[[%s", "[%s[]", "[L%s", "[L%s;[]"})
    void anArrayThatIsSpeltOddlyIsRefused(String spelling) throws IOException {
        assertThat(askedFor(arrayOf(spelling.formatted(Gadget.class.getName())), AllowList.defaults()))
                .isEmpty();
    }

    interface Face {}

    @Test
    void aProxyIsRefused() throws IOException {
        Object proxy = Proxy.newProxyInstance(
                AllowListTest.class.getClassLoader(),
                new Class<?>[] {Face.class},
                (java.lang.reflect.InvocationHandler & Serializable) (self, method, arguments) -> null);
        byte[] bytes = serialized(proxy);

        assertThat(askedFor(bytes, AllowList.everything())).doesNotContain(Face.class.getName());
    }

    @Test
    void refusesWhatLiesTooDeep() throws IOException {
        List<Object> outer = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            outer = new ArrayList<>(List.of(outer));
        }
        byte[] bytes = serialized(outer);

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> new SerializedParts(AllowList.defaults()).read(bytes))
                .withMessage("serialized part must be readable within the limits, but was not");
    }

    @Test
    @SuppressWarnings("CollectionIncompatibleType") // that a list holds itself is the point
    void refusesWhatHasNoEndWhenItIsHashed() throws IOException {
        List<Object> list = new ArrayList<>();
        Set<Object> set = new HashSet<>(Set.of(list));
        list.add(list);
        byte[] bytes = serialized(set);

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> new SerializedParts(AllowList.defaults()).read(bytes))
                .withMessage("serialized part must be readable within the limits, but was not");
    }

    @Test
    void takesNoRoomForElementsThatAreNotThere() throws IOException {
        byte[] bytes = serialized(new ArrayList<>());
        int size = bytes.length - 1 - Integer.BYTES - 2 - Integer.BYTES;
        ByteBuffer.wrap(bytes).putInt(size, 1_000_000);
        ThreadMXBean cost = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = cost.getCurrentThreadAllocatedBytes();

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> new SerializedParts(AllowList.defaults()).read(bytes));

        assertThat(cost.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    @Test
    void refusesAnArrayThatIsTooLong() throws IOException {
        byte[] bytes = serialized(new byte[1_048_577]);

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> new SerializedParts(AllowList.defaults()).read(bytes));
    }

    @Test
    void aPackageIsAllowedWithoutItsSubpackages() {
        AllowList list = AllowList.defaults().with("com.acme.*");

        assertThat(list.allows("com.acme.User")).isTrue();
        assertThat(list.allows("com.acme.User$Name")).isTrue();
        assertThat(list.allows("com.acme.deep.User")).isFalse();
        assertThat(list.allows("com.acmeister.User")).isFalse();
    }

    @Test
    void aTreeOfPackagesIsAllowed() {
        AllowList list = AllowList.defaults().with("com.acme.**");

        assertThat(list.allows("com.acme.User")).isTrue();
        assertThat(list.allows("com.acme.deep.User")).isTrue();
        assertThat(list.allows("com.acmeister.User")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "**", "*.User", "com.*.User", "com.acme.", "com.acme*", "!com.acme.*", "a;b"})
    void refusesAPatternThatIsNone(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuth2Codecs.withDefaults().allowing(pattern))
                .withMessage(
                        "pattern must be a class name, or a package name and '.*' or '.**', but was '%s'", pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.beans.factory.ObjectFactory",
                "org.springframework.aop.framework.AdvisedSupport",
                "java.net.URL",
                "java.rmi.server.UnicastRemoteObject",
                "javax.management.BadAttributeValueExpException",
                "com.sun.rowset.JdbcRowSetImpl",
                "java.util.PriorityQueue"
            })
    void theDefaultsAllowNoKnownGadget(String className) {
        assertThat(AllowList.defaults().allows(className)).isFalse();
    }

    @Test
    void foreignBytesAreRefused() {
        byte[] bytes = "no stream".getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(EntryCodecException.class)
                .isThrownBy(() -> new SerializedParts(AllowList.defaults()).read(bytes));
    }
}
