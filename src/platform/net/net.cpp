#include "platform/net/net.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include <curl/curl.h>

namespace motcua::net {

namespace {

constexpr std::size_t most_idle = 8;

struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, Close>;

struct Free {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// Handles keep their connections: they are lent to a call and come back.
class Handles {
public:
    Handles()
    {
        static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
        if (started != CURLE_OK) throw std::runtime_error("libcurl cannot start");
    }

    Handle lend()
    {
        std::lock_guard lock(m_mutex);
        if (m_idle.empty()) return Handle(curl_easy_init());
        auto handle = std::move(m_idle.back());
        m_idle.pop_back();
        return handle;
    }

    void give_back(Handle handle)
    {
        curl_easy_reset(handle.get());
        std::lock_guard lock(m_mutex);
        if (m_idle.size() < most_idle) m_idle.push_back(std::move(handle));
    }

private:
    std::mutex m_mutex;
    std::vector<Handle> m_idle;
};

std::string_view host_of(std::string_view url)
{
    auto begin = url.find("://");
    if (begin == std::string_view::npos) return "(no host)";
    url.remove_prefix(begin + 3);
    url = url.substr(0, url.find_first_of("/?#"));
    auto at = url.rfind('@');
    return at == std::string_view::npos ? url : url.substr(at + 1);
}

// What arrives of one call.
struct Arriving {
    Reply reply;
    std::size_t largest = 0;
    bool too_large = false;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* user)
{
    auto& arriving = *static_cast<Arriving*>(user);
    if (arriving.reply.body.size() + size > arriving.largest) {
        arriving.too_large = true;
        return 0;
    }
    arriving.reply.body.append(bytes, size);
    return size;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* user)
{
    auto& headers = static_cast<Arriving*>(user)->reply.headers;
    std::string_view line(bytes, size);
    if (line.starts_with("HTTP/")) headers.clear();  // Of an interim answer.
    auto colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= 200) return size;
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c); });
    auto value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
    headers.emplace_back(std::move(name), std::string(value));
    return size;
}

void prepare(CURL* handle, const Call& call, const Limits& limits, curl_slist* headers, Arriving& arriving)
{
    curl_easy_setopt(handle, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.count()));
    if (!limits.authorities.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, limits.authorities.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    if (!call.body.empty() || call.method == "POST") {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    }
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &arriving);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &arriving);
}

Reply perform(Handles& handles, const Limits& limits, const Call& call)
{
    std::unique_ptr<curl_slist, Free> headers;
    for (const auto& [name, value] : call.headers) {
        auto* longer = curl_slist_append(headers.get(), (name + ": " + value).c_str());
        if (!longer) throw std::bad_alloc();
        headers.release();
        headers.reset(longer);
    }
    auto handle = handles.lend();
    if (!handle) throw std::runtime_error("libcurl has no handle");
    Arriving arriving;
    arriving.largest = limits.largest_body;
    prepare(handle.get(), call, limits, headers.get(), arriving);
    auto outcome = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    arriving.reply.status = static_cast<int>(status);
    handles.give_back(std::move(handle));
    if (outcome == CURLE_OK) return std::move(arriving.reply);
    auto why = arriving.too_large ? "the answer is too long" : curl_easy_strerror(outcome);
    throw Unreachable(std::string(host_of(call.url)) + ": " + why);
}

bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& text, std::string_view value)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (unsigned char c : value) {
        if (is_unreserved(c)) {
            text += static_cast<char>(c);
        } else {
            text += '%';
            text += digits[c >> 4];
            text += digits[c & 15];
        }
    }
}

}  // namespace

std::string_view Reply::header(std::string_view lower_case_name) const
{
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

Send sender(Limits limits)
{
    auto handles = std::make_shared<Handles>();
    return [handles, limits = std::move(limits)](const Call& call) { return perform(*handles, limits, call); };
}

std::string form_encoded(const std::vector<std::pair<std::string, std::string>>& members)
{
    std::string text;
    for (const auto& [name, value] : members) {
        if (!text.empty()) text += '&';
        append_encoded(text, name);
        text += '=';
        append_encoded(text, value);
    }
    return text;
}

}  // namespace motcua::net
