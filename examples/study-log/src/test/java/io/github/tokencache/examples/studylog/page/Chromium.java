package io.github.tokencache.examples.studylog.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, and what happened in it that nobody asked for. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Says at each start that it does not know Debian's version; nothing here needs it to. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;
    private final URI server;
    private final List<Answered> answers = new ArrayList<>();

    /** An answer that the browser has got. */
    record Answered(String address, int status) {}

    private Chromium(ChromeDriver driver, URI server) {
        this.driver = driver;
        this.server = server;
    }

    /** Starts a browser with nothing stored in it, whose language is {@code language}. */
    static Chromium start(URI server, String language) {
        VERSIONS.setLevel(Level.OFF);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.addArguments("--lang=" + language, "--accept-lang=" + language);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        Chromium browser = new Chromium(new ChromeDriver(service, options), server);
        browser.size(1280, 900);
        return browser;
    }

    /** Becomes what it was after its start: one empty tab, and nothing stored. */
    void forgetAll() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        for (String tab : tabs.subList(1, tabs.size())) {
            driver.switchTo().window(tab);
            driver.close();
        }
        driver.switchTo().window(tabs.get(0));
        driver.get("about:blank");
        String origin = server.toString().replaceAll("/$", "");
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        answers();
        answers.clear();
        driver.manage().logs().get(LogType.BROWSER);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens an address of the server, and waits until the page is ready. */
    void open(String address) {
        driver.get(server.resolve(address).toString());
        awaitPage();
    }

    void awaitPage() {
        await("body[data-ready='true']");
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits until something matches that is shown. */
    WebElement await(String selector) {
        return await(selector + " to be shown", () -> all(selector).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /** Waits until {@code condition} gives neither null nor false. */
    <T> T await(String what, Supplier<T> condition) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; the page says: " + find("body").getText())
                .until(any -> condition.get());
    }

    /** Waits for a view. */
    void awaitView(String view) {
        await("body[data-shown='" + view + "']");
    }

    void click(String action) {
        press(await("[data-action='" + action + "']"));
    }

    /** Away from the header, which stays where it is and would take the click. */
    private void press(WebElement button) {
        script("arguments[0].scrollIntoView({ block: 'center' })", button);
        button.click();
    }

    /** Presses a button of a panel, and waits until the panel has done what that asks for. */
    void click(String panel, String selector) {
        String before = find(panel).getDomAttribute("data-runs");
        press(await(panel + " " + selector));
        await(panel + " to be done with " + selector, () -> {
            WebElement now = find(panel);
            return !before.equals(now.getDomAttribute("data-runs")) && "false".equals(now.getDomAttribute("data-busy"));
        });
    }

    String text(String selector) {
        return find(selector).getText();
    }

    Object script(String text, Object... arguments) {
        return driver.executeScript(text, arguments);
    }

    /** Takes a picture of the whole page, not of the window's part alone. */
    void picture(String name) {
        script("scrollTo(0, 0)");
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        write(name, Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
    }

    /** Takes a picture of what the window shows. */
    void pictureOfWindow(String name) {
        script("scrollTo(0, 0)");
        write(name, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Takes a picture of one element. */
    void pictureOf(String selector, String name) {
        script("arguments[0].scrollIntoView({ block: 'end' })", find(selector));
        write(name, find(selector).getScreenshotAs(OutputType.BYTES));
    }

    private static void write(String name, byte[] picture) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers since the start, to requests of every tab. */
    List<Answered> answers() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = parsed(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.responseReceived")) {
                JsonNode response = message.path("params").path("response");
                answers.add(new Answered(
                        response.path("url").asText(), response.path("status").asInt()));
            }
        }
        return List.copyOf(answers);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails where the console has an error, a breach of the content policy included, or the server has failed. */
    void requireNoProblem(String... expected) {
        assertThat(answers()).isNotEmpty().allMatch(answer -> answer.status() < 500);
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .filteredOn(message -> List.of(expected).stream().noneMatch(message::contains))
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
