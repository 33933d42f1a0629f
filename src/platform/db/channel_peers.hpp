#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What one program knows of the others on a channel. A packet is
//   <run> <number of its first message> <"on" or "bye">, then a line for each message
// where the run is the sender's and a packet without messages is a sign of life.
namespace motcua::db {

struct Packet {
    std::string run;
    std::uint64_t first = 0;
    bool is_last = false;                // The sender ends.
    std::vector<std::string> messages;
};
std::string print(const Packet&);
// False when it is none.
bool parse(std::string_view text, Packet&);

class Peers {
public:
    using Time = std::chrono::steady_clock::time_point;

    struct News {
        std::vector<std::string> messages;
        bool missed = false;
    };
    // What is new in a packet: messages that came before are left out.
    News take(Packet&&, Time now);
    // Whether a program has fallen silent since it was asked the last time; it is forgotten.
    bool has_anybody_died(Time now, std::chrono::milliseconds patience);
    // Our own connection was lost: whoever is heard next may have said something meanwhile.
    void forget_all() { m_peers.clear(); }

private:
    struct Peer {
        std::uint64_t next = 0;          // Number of the message that comes next
        Time heard{};
    };
    std::map<std::string, Peer> m_peers;
};

}  // namespace motcua::db
