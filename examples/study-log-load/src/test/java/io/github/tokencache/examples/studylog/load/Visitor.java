package io.github.tokencache.examples.studylog.load;

/** One of Gatling's users: it is asked what to send, and told what came of it. For one request at a time. */
interface Visitor {

    Request next();

    void answered(Request request, Answer answer);
}
