#include "platform/db/channel_peers.hpp"

#include <charconv>

namespace motcua::db {

namespace {

std::string_view take_until(std::string_view& text, char end)
{
    auto part = text.substr(0, text.find(end));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return part;
}

}  // namespace

std::string print(const Packet& packet)
{
    auto text = packet.run + " " + std::to_string(packet.first) + (packet.is_last ? " bye" : " on");
    for (const auto& message : packet.messages) text += "\n" + message;
    return text;
}

bool parse(std::string_view text, Packet& packet)
{
    auto head = take_until(text, '\n');
    packet.run = take_until(head, ' ');
    auto number = take_until(head, ' ');
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), packet.first);
    packet.is_last = head == "bye";
    if (packet.run.empty() || error != std::errc() || end != number.data() + number.size() || (head != "on" && head != "bye")) return false;
    packet.messages.clear();
    while (!text.empty()) packet.messages.emplace_back(take_until(text, '\n'));
    return true;
}

Peers::News Peers::take(Packet&& packet, Time now)
{
    News news;
    auto [found, is_new] = m_peers.try_emplace(packet.run, Peer{packet.first, now});
    auto& peer = found->second;
    peer.heard = now;
    news.missed = packet.first > peer.next;
    for (std::size_t i = 0; i < packet.messages.size(); ++i)
        if (packet.first + i >= peer.next) news.messages.push_back(std::move(packet.messages[i]));
    peer.next = std::max<std::uint64_t>(peer.next, packet.first + packet.messages.size());
    if (packet.is_last) m_peers.erase(found);
    return news;
}

bool Peers::has_anybody_died(Time now, std::chrono::milliseconds patience)
{
    return std::erase_if(m_peers, [&](const auto& entry) { return now - entry.second.heard > patience; }) > 0;
}

}  // namespace motcua::db
