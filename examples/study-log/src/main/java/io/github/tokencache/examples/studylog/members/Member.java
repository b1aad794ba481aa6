package io.github.tokencache.examples.studylog.members;

/**
 * Who makes a call, as the access token says. A controller that has it as a parameter is given it.
 *
 * @param id the member's own number
 * @param name how the member is called, as of the login
 * @param guest whether nobody knows who it is
 */
public record Member(long id, String name, boolean guest) {}
