// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/likeness_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::audio {

namespace {

constexpr size_t kMostLandmarks = 160;
constexpr size_t kMostCandidates = 4000; // landmarks are chosen among so many songs, evenly drawn
constexpr int kEigenRounds = 200;
constexpr int kMapRounds = 80;   // of all landmarks
constexpr int kPlaceRounds = 12; // of a song among the landmarks
constexpr float kNear = 0.02F;   // nearer songs weigh no more than these

using Point = std::array<float, 2>;

float distanceOf(const LikenessVector &a, const LikenessVector &b, const LikenessValues &weights)
{
    return static_cast<float>(1 - likeness(a, b, weights).total);
}

float weightOf(float distance)
{
    return 1 / std::max(kNear, distance * distance);
}

std::vector<size_t> chooseLandmarks(std::span<const LikenessVector> songs, const LikenessValues &weights)
{
    const size_t count = std::min(songs.size(), kMostCandidates);
    std::vector<size_t> candidates(count);
    for (size_t i = 0; i < count; ++i)
        candidates[i] = i * songs.size() / count;
    std::vector<float> nearest(count, 2.0F);
    std::vector<size_t> landmarks;
    size_t next = 0;
    while (landmarks.size() < std::min(count, kMostLandmarks)) {
        landmarks.push_back(candidates[next]);
        for (size_t i = 0; i < count; ++i)
            nearest[i] = std::min(nearest[i], distanceOf(songs[candidates[i]], songs[landmarks.back()], weights));
        nearest[next] = -1;
        next = static_cast<size_t>(std::ranges::max_element(nearest) - nearest.begin());
    }
    return landmarks;
}

// Distances of `count` songs from one another, row by row.
class Distances
{
public:
    explicit Distances(size_t count) : m_count(count), m_values(count * count, 0.0F) {}
    [[nodiscard]] size_t count() const { return m_count; }
    float &at(size_t a, size_t b) { return m_values[a * m_count + b]; }
    [[nodiscard]] float at(size_t a, size_t b) const { return m_values[a * m_count + b]; }

private:
    size_t m_count;
    std::vector<float> m_values;
};

Distances distancesBetween(std::span<const LikenessVector> songs, const std::vector<size_t> &chosen, const LikenessValues &weights)
{
    Distances distances(chosen.size());
    for (size_t a = 0; a < chosen.size(); ++a) {
        for (size_t b = a + 1; b < chosen.size(); ++b)
            distances.at(a, b) = distances.at(b, a) = distanceOf(songs[chosen[a]], songs[chosen[b]], weights);
    }
    return distances;
}

double dot(const std::vector<double> &a, const std::vector<double> &b)
{
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

// The strongest direction of a symmetric matrix across those already taken, times the root of its strength.
std::vector<double> direction(const std::vector<double> &matrix, size_t count, const std::vector<std::vector<double>> &taken)
{
    std::vector<double> vector(count);
    for (size_t i = 0; i < count; ++i)
        vector[i] = std::sin(1 + static_cast<double>(i) * (1 + static_cast<double>(taken.size()))); // any start will do
    double strength = 0;
    for (int round = 0; round < kEigenRounds; ++round) {
        for (const std::vector<double> &other : taken) {
            const double share = dot(vector, other) / std::max(1e-12, dot(other, other));
            for (size_t i = 0; i < count; ++i)
                vector[i] -= share * other[i];
        }
        const double length = std::sqrt(dot(vector, vector));
        if (length < 1e-12)
            return std::vector<double>(count, 0.0);
        std::vector<double> next(count, 0.0);
        for (size_t i = 0; i < count; ++i) {
            for (size_t k = 0; k < count; ++k)
                next[i] += matrix[i * count + k] * vector[k] / length;
        }
        strength = std::sqrt(dot(next, next));
        vector = std::move(next);
    }
    for (double &value : vector)
        value *= strength > 0 ? std::sqrt(strength) / strength : 0;
    return vector;
}

// Classical scaling: the plane on which squared distances spread the most.
std::vector<Point> firstLayout(const Distances &distances)
{
    const size_t count = distances.count();
    std::vector<double> rows(count, 0.0);
    double all = 0;
    for (size_t a = 0; a < count; ++a) {
        for (size_t b = 0; b < count; ++b)
            rows[a] += double(distances.at(a, b)) * double(distances.at(a, b)) / static_cast<double>(count);
        all += rows[a] / static_cast<double>(count);
    }
    std::vector<double> centred(count * count);
    for (size_t a = 0; a < count; ++a) {
        for (size_t b = 0; b < count; ++b)
            centred[a * count + b] = -0.5 * (double(distances.at(a, b)) * double(distances.at(a, b)) - rows[a] - rows[b] + all);
    }
    const std::vector<double> x = direction(centred, count, {});
    const std::vector<double> y = direction(centred, count, {x});
    std::vector<Point> points(count);
    for (size_t i = 0; i < count; ++i)
        points[i] = {static_cast<float>(x[i]), static_cast<float>(y[i])};
    return points;
}

// Where a song's distances to the landmarks ask it to be, seen from `from`.
Point asked(const Point &from, const std::vector<Point> &landmarks, std::span<const float> distances, size_t except)
{
    float x = 0;
    float y = 0;
    float whole = 0;
    for (size_t k = 0; k < landmarks.size(); ++k) {
        if (k == except)
            continue;
        const float dx = from[0] - landmarks[k][0];
        const float dy = from[1] - landmarks[k][1];
        const float stretch = distances[k] / std::max(1e-6F, std::sqrt(dx * dx + dy * dy));
        const float weight = weightOf(distances[k]);
        x += weight * (landmarks[k][0] + dx * stretch);
        y += weight * (landmarks[k][1] + dy * stretch);
        whole += weight;
    }
    return whole > 0 ? Point{x / whole, y / whole} : from;
}

void relax(std::vector<Point> &points, const Distances &distances)
{
    std::vector<float> row(points.size());
    for (int round = 0; round < kMapRounds; ++round) {
        for (size_t i = 0; i < points.size(); ++i) {
            for (size_t k = 0; k < points.size(); ++k)
                row[k] = distances.at(i, k);
            points[i] = asked(points[i], points, row, i);
        }
    }
}

// Starts near the likest landmark, a little aside so that equal songs of different landmarks do not lock together.
Point placeOf(const LikenessVector &song, std::span<const LikenessVector> songs, const std::vector<size_t> &chosen,
              const std::vector<Point> &landmarks, const LikenessValues &weights)
{
    std::vector<float> distances(chosen.size());
    for (size_t k = 0; k < chosen.size(); ++k)
        distances[k] = distanceOf(song, songs[chosen[k]], weights);
    const auto nearest = static_cast<size_t>(std::ranges::min_element(distances) - distances.begin());
    if (distances[nearest] <= 0)
        return landmarks[nearest];
    Point point = landmarks[nearest];
    point[0] *= 0.98F;
    point[1] *= 0.98F;
    for (int round = 0; round < kPlaceRounds; ++round)
        point = asked(point, landmarks, distances, landmarks.size());
    return point;
}

void fitSquare(std::vector<Point> &points)
{
    Point low = points.front();
    Point high = points.front();
    for (const Point &point : points) {
        for (size_t axis = 0; axis < 2; ++axis) {
            low[axis] = std::min(low[axis], point[axis]);
            high[axis] = std::max(high[axis], point[axis]);
        }
    }
    // One scale for both axes: distances keep their meaning.
    const float half = std::max({1e-9F, (high[0] - low[0]) / 2, (high[1] - low[1]) / 2});
    for (Point &point : points) {
        for (size_t axis = 0; axis < 2; ++axis)
            point[axis] = std::clamp((point[axis] - (low[axis] + high[axis]) / 2) / half, -1.0F, 1.0F);
    }
}

} // namespace

std::vector<std::array<float, 2>> likenessPlane(std::span<const LikenessVector> songs, const LikenessValues &weights)
{
    if (songs.size() < 2)
        return std::vector<Point>(songs.size(), Point{0, 0});
    const std::vector<size_t> chosen = chooseLandmarks(songs, weights);
    const Distances distances = distancesBetween(songs, chosen, weights);
    std::vector<Point> landmarks = firstLayout(distances);
    relax(landmarks, distances);
    std::vector<Point> points;
    points.reserve(songs.size());
    for (const LikenessVector &song : songs)
        points.push_back(placeOf(song, songs, chosen, landmarks, weights));
    fitSquare(points);
    return points;
}

} // namespace sc::audio
