// Load over HTTP: a closed loop of clients, or arrivals at a given rate. With arrivals every latency counts from the moment at
// which the journey was due, whether or not a client was free, so that a server that stands still is not flattered.
//   motcua_load --port N --password W --journey NAME --clients N --seconds N [--warm-up N] [--profile RATE:SECONDS,…] [--path P] [--codes FILE] [--body FILE]
//     [--officer USERNAME | --header LINE]
// Prints JSON.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "journeys.hpp"

namespace motcua::load {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

struct Stage {
    double rate;
    double seconds;
};

struct Options {
    Settings settings;
    unsigned clients = 50;
    double seconds = 10;
    double warm_up = 1;
    std::vector<Stage> profile;
};

struct Sample {
    double due;              // Seconds after the start.
    double taken;            // Seconds.
    bool good;
};

struct Seen {
    std::vector<Sample> journeys;
    std::map<std::string, std::vector<double>> calls;
    std::map<int, long> statuses;
};

// When the n-th journey is due; negative when there are no more.
double due_at(const std::vector<Stage>& profile, long n)
{
    double begin = 0;
    auto left = static_cast<double>(n);
    for (const auto& stage : profile) {
        if (left < stage.rate * stage.seconds) return begin + left / stage.rate;
        left -= stage.rate * stage.seconds;
        begin += stage.seconds;
    }
    return -1;
}

class Run {
public:
    Run(const Options& options, const std::vector<Crew>& crews) : m_options(options), m_crews(crews), m_seen(options.clients) {}

    void go()
    {
        m_start = Clock::now();
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < m_options.clients; ++i) threads.emplace_back([this, i] { work(i); });
        for (auto& thread : threads) thread.join();
    }

    std::vector<Seen>& seen() { return m_seen; }

private:
    double now() const { return Seconds(Clock::now() - m_start).count(); }

    void work(unsigned number)
    {
        Client client(m_options.settings, m_crews, number);
        auto& seen = m_seen[number];
        for (;;) {
            double due = now();
            if (m_options.profile.empty()) {
                if (due > m_options.warm_up + m_options.seconds) return;
            } else {
                due = due_at(m_options.profile, m_next++);
                if (due < 0) return;
                std::this_thread::sleep_until(m_start + std::chrono::duration_cast<Clock::duration>(Seconds(due)));
            }
            bool counts = !m_options.profile.empty() || due >= m_options.warm_up;
            double last = now();
            bool good = make_journey(client, [&](const char* call, int status) {
                double at = now();
                if (counts) seen.calls[call].push_back(at - last);
                if (counts) ++seen.statuses[status];
                last = at;
            });
            if (counts) seen.journeys.push_back({due, now() - due, good});
        }
    }

    const Options& m_options;
    const std::vector<Crew>& m_crews;
    Clock::time_point m_start;
    std::atomic<long> m_next{0};
    std::vector<Seen> m_seen;
};

double quantile(const std::vector<double>& sorted, double q)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(q * static_cast<double>(sorted.size())))];
}

void print_times(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("{\"count\":%zu,\"p50_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f}", times.size(), quantile(times, 0.5) * 1e3,
                quantile(times, 0.95) * 1e3, quantile(times, 0.99) * 1e3, times.empty() ? 0 : times.back() * 1e3);
}

// By five seconds: when they were due, how many, how long 95 % of them took, how many went wrong.
void print_course(const std::vector<Sample>& journeys)
{
    std::map<int, std::pair<std::vector<double>, long>> slices;
    for (const auto& one : journeys) {
        auto& [times, bad] = slices[static_cast<int>(one.due / 5)];
        times.push_back(one.taken);
        bad += one.good ? 0 : 1;
    }
    std::printf(",\"course\":[");
    for (auto& [slice, counted] : slices) {
        auto& [times, bad] = counted;
        std::sort(times.begin(), times.end());
        std::printf("%s{\"from_s\":%d,\"count\":%zu,\"p95_ms\":%.1f,\"bad\":%ld}", slice == slices.begin()->first ? "" : ",", slice * 5, times.size(),
                    quantile(times, 0.95) * 1e3, bad);
    }
    std::printf("]");
}

void print(const Options& options, std::vector<Seen>& seen)
{
    Seen all;
    for (auto& one : seen) {
        all.journeys.insert(all.journeys.end(), one.journeys.begin(), one.journeys.end());
        for (auto& [call, times] : one.calls) all.calls[call].insert(all.calls[call].end(), times.begin(), times.end());
        for (auto [status, count] : one.statuses) all.statuses[status] += count;
    }
    double seconds = options.profile.empty() ? options.seconds : 0;
    for (const auto& stage : options.profile) seconds += stage.seconds;
    std::vector<double> times;
    long good = 0;
    double end = 0;
    for (const auto& one : all.journeys) {
        times.push_back(one.taken);
        good += one.good ? 1 : 0;
        end = std::max(end, one.due + one.taken);
    }
    std::printf("{\"journey\":\"%s\",\"clients\":%u,\"seconds\":%.1f,\"good\":%ld,\"bad\":%zu,\"per_second\":%.1f,\"ended_s\":%.1f,\"times\":",
                options.settings.journey.c_str(), options.clients, seconds, good, all.journeys.size() - static_cast<std::size_t>(good),
                static_cast<double>(good) / seconds, end);
    print_times(times);
    std::printf(",\"calls\":{");
    const char* comma = "";
    for (const auto& [call, taken] : all.calls) {
        std::printf("%s\"%s\":", comma, call.c_str());
        print_times(taken);
        comma = ",";
    }
    std::printf("},\"statuses\":{");
    comma = "";
    for (auto [status, count] : all.statuses) {
        std::printf("%s\"%d\":%ld", comma, status, count);
        comma = ",";
    }
    std::printf("}");
    if (!options.profile.empty()) print_course(all.journeys);
    std::printf("}\n");
}

std::vector<std::string> lines_of(const std::string& path)
{
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    if (lines.empty()) throw std::runtime_error("nothing in " + path);
    return lines;
}

Options options_from(int argc, char** argv)
{
    Options o;
    for (int i = 1; i + 1 < argc; i += 2) {
        std::string name = argv[i], value = argv[i + 1];
        if (name == "--port") o.settings.port = std::stoi(value);
        else if (name == "--password") o.settings.password = value;
        else if (name == "--journey") o.settings.journey = value;
        else if (name == "--communes") o.settings.communes = std::stoi(value);
        else if (name == "--path") o.settings.path = value;
        else if (name == "--officer") o.settings.officer = value;
        else if (name == "--header") o.settings.header = value + "\r\n";
        else if (name == "--codes") o.settings.codes = lines_of(value);
        else if (name == "--body") o.settings.body = lines_of(value).at(0);
        else if (name == "--clients") o.clients = static_cast<unsigned>(std::stoi(value));
        else if (name == "--seconds") o.seconds = std::stod(value);
        else if (name == "--warm-up") o.warm_up = std::stod(value);
        else if (name == "--profile") {
            std::istringstream stages(value);
            for (std::string stage; std::getline(stages, stage, ',');) o.profile.push_back({std::stod(stage), std::stod(stage.substr(stage.find(':') + 1))});
        } else {
            throw std::runtime_error("unknown: " + name);
        }
    }
    if (!is_journey(o.settings.journey)) throw std::runtime_error("no journey " + o.settings.journey);
    return o;
}

}  // namespace

}  // namespace motcua::load

int main(int argc, char** argv)
{
    using namespace motcua::load;
    try {
        auto options = options_from(argc, argv);
        auto crews = sign_in(options.settings);
        Run run(options, crews);
        run.go();
        print(options, run.seen());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "motcua_load: %s\n", error.what());
        return 1;
    }
}
