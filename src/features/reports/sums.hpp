#pragma once

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

// Sums of records of counts: every described member, so that none is forgotten when one is added.
namespace motcua::reports {

template <class Counts>
Counts& add_each(Counts& sum, const Counts& more)
{
    boost::mp11::mp_for_each<boost::describe::describe_members<Counts, boost::describe::mod_public>>(
        [&](auto member) { sum.*member.pointer += more.*member.pointer; });
    return sum;
}

template <class Counts>
Counts& take_each(Counts& from, const Counts& less)
{
    boost::mp11::mp_for_each<boost::describe::describe_members<Counts, boost::describe::mod_public>>(
        [&](auto member) { from.*member.pointer -= less.*member.pointer; });
    return from;
}

}  // namespace motcua::reports
