package io.github.tokencache.examples.studylog.google;

import java.util.Arrays;
import java.util.Optional;

/** The accounts that the stand-in lets one choose from. Their ids can not be Google's, which are numbers. */
enum TestAccount {
    MINA("stand-in-mina", "민아 Mina", "mina@example.com"),
    JUN("stand-in-jun", "준 Jun", "jun@example.com"),
    /** A name that shows whether a page escapes it. */
    SCRIPT("stand-in-script", "<script>alert('name')</script>", "script@example.com");

    private final String subject;
    private final String fullName;
    private final String email;

    TestAccount(String subject, String fullName, String email) {
        this.subject = subject;
        this.fullName = fullName;
        this.email = email;
    }

    String subject() {
        return subject;
    }

    String fullName() {
        return fullName;
    }

    String email() {
        return email;
    }

    static Optional<TestAccount> ofSubject(String subject) {
        return Arrays.stream(values())
                .filter(account -> account.subject.equals(subject))
                .findFirst();
    }
}
