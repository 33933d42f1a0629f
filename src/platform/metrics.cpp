#include "platform/metrics.hpp"

#include <charconv>
#include <map>
#include <mutex>
#include <stdexcept>

namespace motcua::metrics {

namespace {

struct Family {
    std::string help;
    std::string_view kind;
    std::map<std::string, std::unique_ptr<Counter>, std::less<>> counters = {};
    std::map<std::string, std::unique_ptr<Histogram>, std::less<>> histograms = {};
    std::map<std::string, std::function<double()>, std::less<>> gauges = {};
};

struct Registry {
    std::mutex mutex;
    std::map<std::string, Family, std::less<>> families;
};

Registry& registry()
{
    static auto& the_one = *new Registry;  // Never destroyed: threads may count until the program has ended.
    return the_one;
}

Family& family(Registry& all, std::string_view name, std::string_view help, std::string_view kind)
{
    auto found = all.families.find(name);
    if (found == all.families.end())
        found = all.families.emplace(std::string(name), Family{std::string(help), kind}).first;
    if (found->second.kind != kind) throw std::logic_error("metric with two kinds: " + std::string(name));
    return found->second;
}

void append_number(std::string& text, double value)
{
    char digits[32];
    auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    text.append(digits, end);
}

void append_sample(std::string& text, std::string_view name, std::string_view labels, double value)
{
    text += name;
    if (!labels.empty()) (text += '{').append(labels) += '}';
    text += ' ';
    append_number(text, value);
    text += '\n';
}

}  // namespace

Histogram::Histogram(std::vector<double> upper_bounds)
    : m_bounds(std::move(upper_bounds)), m_counts(std::make_unique<std::atomic<std::int64_t>[]>(m_bounds.size() + 1))
{
}

void Histogram::observe(double value)
{
    std::size_t i = 0;
    while (i < m_bounds.size() && value > m_bounds[i]) ++i;
    m_counts[i].fetch_add(1, std::memory_order_relaxed);
    m_sum.fetch_add(value, std::memory_order_relaxed);
}

std::int64_t Histogram::count() const
{
    std::int64_t count = 0;
    for (std::size_t i = 0; i <= m_bounds.size(); ++i) count += m_counts[i].load(std::memory_order_relaxed);
    return count;
}

void Histogram::print(std::string& text, std::string_view name, std::string_view labels) const
{
    auto separator = labels.empty() ? "" : ",";
    auto full_name = std::string(name);
    std::int64_t below = 0;
    for (std::size_t i = 0; i <= m_bounds.size(); ++i) {
        below += m_counts[i].load(std::memory_order_relaxed);
        auto bound = std::string(labels) + separator + "le=\"";
        if (i == m_bounds.size()) bound += "+Inf";
        else append_number(bound, m_bounds[i]);
        append_sample(text, full_name + "_bucket", bound + '"', static_cast<double>(below));
    }
    append_sample(text, full_name + "_sum", labels, m_sum.load(std::memory_order_relaxed));
    append_sample(text, full_name + "_count", labels, static_cast<double>(below));
}

Counter& counter(std::string_view name, std::string_view help, std::string_view labels)
{
    auto& all = registry();
    std::lock_guard lock(all.mutex);
    auto& slot = family(all, name, help, "counter").counters[std::string(labels)];
    if (!slot) slot = std::make_unique<Counter>();
    return *slot;
}

Histogram& histogram(std::string_view name, std::string_view help, std::vector<double> upper_bounds, std::string_view labels)
{
    auto& all = registry();
    std::lock_guard lock(all.mutex);
    auto& slot = family(all, name, help, "histogram").histograms[std::string(labels)];
    if (!slot) slot = std::make_unique<Histogram>(std::move(upper_bounds));
    return *slot;
}

void gauge(std::string_view name, std::string_view help, std::function<double()> read, std::string_view labels)
{
    auto& all = registry();
    std::lock_guard lock(all.mutex);
    family(all, name, help, "gauge").gauges[std::string(labels)] = std::move(read);
}

std::string label(std::string_view name, std::string_view value)
{
    auto text = std::string(name) + "=\"";
    for (char c : value) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
}

std::string print()
{
    auto& all = registry();
    std::lock_guard lock(all.mutex);
    std::string text;
    for (const auto& [name, family] : all.families) {
        text += "# HELP " + name + ' ' + family.help + "\n# TYPE " + name + ' ' + std::string(family.kind) + '\n';
        for (const auto& [labels, one] : family.counters)
            append_sample(text, name, labels, static_cast<double>(one->value()));
        for (const auto& [labels, one] : family.histograms) one->print(text, name, labels);
        for (const auto& [labels, read] : family.gauges) append_sample(text, name, labels, read());
    }
    return text;
}

}  // namespace motcua::metrics
