// Runs a fuzz target without libFuzzer: its own seeds, mutated at random, for some seconds. With clang the `fuzz` preset looks
// deeper, guided by coverage; this finds what crashes quickly in every run of the tests, on the compiler that ships.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string mutated(std::string input, const std::vector<std::string>& seeds, std::mt19937_64& random)
{
    for (auto changes = 1 + random() % 8; changes > 0; --changes) {
        auto at = input.empty() ? 0 : random() % input.size();
        switch (random() % 6) {
        case 0: input.insert(at, 1, static_cast<char>(random())); break;
        case 1: if (!input.empty()) input.erase(at, 1 + random() % 8); break;
        case 2: if (!input.empty()) input[at] = static_cast<char>(random()); break;
        case 3: if (!input.empty()) input.insert(at, input.substr(random() % input.size(), random() % 32)); break;
        case 4: if (!input.empty()) input[at] = static_cast<char>(input[at] ^ (1 << random() % 8)); break;
        default: {
            const auto& other = seeds[random() % seeds.size()];
            if (!other.empty()) input.insert(at, other.substr(random() % other.size(), random() % 64));
        }
        }
    }
    if (input.size() > 4096) input.resize(4096);
    return input;
}

}  // namespace

// usage: <target> SECONDS [SEED-FILE …]
int main(int argc, char** argv)
{
    std::vector<std::string> seeds{"", "{\"a\":[1,2,{\"b\":\"c\"}],\"d\":null}", "031099000001||NGUYỄN VĂN A|01021999|Nam|Thôn 1|15042021",
                                   "GET /api/dossiers?q=a%20b HTTP/1.1\r\nHost: a\r\nCookie: x=y\r\nContent-Length: 2\r\n\r\nok",
                                   "Đăng ký khai sinh cho cháu", "name = \"a\"\n[[fields]]\ntype = \"text\"\n", "2026-07-02T14:20+07:00"};
    for (int i = 2; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    std::mt19937_64 random(20261122);
    auto end = std::chrono::steady_clock::now() + std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 3);
    std::int64_t runs = 0;
    auto run = [&](const std::string& input) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
        ++runs;
    };
    for (const auto& seed : seeds) run(seed);
    while (std::chrono::steady_clock::now() < end) {
        auto input = mutated(seeds[random() % seeds.size()], seeds, random);
        run(input);
        if (seeds.size() < 2000 && random() % 64 == 0) seeds.push_back(std::move(input));
    }
    std::printf("%lld runs\n", static_cast<long long>(runs));
}
