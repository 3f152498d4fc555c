"""Metric names as Meta's reference pages of September 2026 have them; the SDK's own enums are wrong.

Sources: IG media insights, IG user insights, Page and post insights, the page of deprecated metrics.
"""

from __future__ import annotations

MEDIA_EVERYWHERE = frozenset({"views", "reach", "shares", "total_interactions", "reposts", "total_views"})
MEDIA_NOT_REELS = frozenset({"follows", "profile_visits", "profile_activity"})
MEDIA_FEED = (
    MEDIA_EVERYWHERE | MEDIA_NOT_REELS | frozenset({"likes", "comments", "saved", "total_likes", "total_comments"})
)
MEDIA_STORY = MEDIA_EVERYWHERE | MEDIA_NOT_REELS | frozenset({"replies", "navigation", "link_clicks"})
MEDIA_ONLY_SHARED = frozenset({"facebook_views"})  # throws where the media was not shared to Facebook
MEDIA_REELS_ONLY = frozenset(
    {"ig_reels_avg_watch_time", "ig_reels_video_view_total_time", "reels_skip_rate", "crossposted_views"}
)
MEDIA_DEAD = frozenset(
    {
        *("impressions", "plays", "clips_replays_count", "ig_reels_aggregated_all_plays_count", "video_views"),
        *("engagement", "carousel_album_reach", "taps_forward", "taps_back", "exits"),
    }
)

ACCOUNT_TOTALS = frozenset(
    {
        *("accounts_engaged", "comments", "likes", "saves", "shares", "reposts", "replies", "total_interactions"),
        *("views", "reach", "follows_and_unfollows", "profile_links_taps", "profile_views", "website_clicks"),
    }
)
ACCOUNT_SERIES = frozenset({"reach", "follower_count"})
ACCOUNT_LIFETIME = frozenset({"online_followers", "follower_demographics", "engaged_audience_demographics"})
ACCOUNT_DEAD = frozenset({"impressions", "email_contacts", "phone_call_clicks", "text_message_clicks"})

REACTIONS = ("like", "love", "wow", "haha", "sorry", "anger")
POST_LIVE = frozenset(
    {
        *("post_media_view", "post_total_media_view_unique", "post_clicks", "post_clicks_by_type"),
        *("post_reactions_by_type_total", "post_activity_by_action_type", "post_video_views"),
        *(f"post_reactions_{name}_total" for name in REACTIONS),
    }
)
POST_DEAD = frozenset(
    {
        *("post_impressions", "post_impressions_unique", "post_impressions_paid", "post_impressions_organic"),
        *("post_engaged_users", "post_video_views_unique"),
    }
)

PAGE_ANY_PERIOD = frozenset(
    {
        *("page_media_view", "page_total_media_view_unique", "page_post_engagements", "page_total_actions"),
        *("page_views_total", "page_daily_follows_unique", "page_daily_unfollows_unique", "page_video_views"),
        *(f"page_actions_post_reactions_{name}_total" for name in REACTIONS),
    }
)
PAGE_DAY_ONLY = frozenset({"page_follows", "page_daily_follows", "page_fan_adds_by_paid_non_paid_unique"})
PAGE_DEAD = frozenset(
    {
        *("page_impressions", "page_impressions_unique", "page_posts_impressions", "page_fans", "page_fans_city"),
        *("page_fans_country", "page_fans_locale", "page_fan_adds", "page_fan_removes", "page_video_views_unique"),
    }
)
