/// @file
/// The counts of an ensemble in archives of Boost.Serialization: to be sent to another machine, or
/// kept in a file and added to others later.
#ifndef SERVANDA_MPI_TALLY_ARCHIVE_HPP
#define SERVANDA_MPI_TALLY_ARCHIVE_HPP

#include <servanda/study/ensemble_tally.hpp>

// Boost 1.74 names this type in the headers of containers without including it.
#include <boost/serialization/library_version_type.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/vector.hpp>

namespace servanda {

/// Found by Boost.Serialization; the version is not used yet.
template <class Archive>
void serialize(Archive& archive, day_counts& counts, unsigned /*version*/) {
    archive& counts.began& counts.ended;
}
/// The same for the runs of one outcome class.
template <class Archive>
void serialize(Archive& archive, outcome_class& counts, unsigned /*version*/) {
    archive& counts.runs& counts.example;
}
/// The same for all counts.
template <class Archive>
void serialize(Archive& archive, ensemble_tally& counts, unsigned /*version*/) {
    archive& counts.runs& counts.by_state& counts.first_days& counts.classes;
}

} // namespace servanda

#endif
